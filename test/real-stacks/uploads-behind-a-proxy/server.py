from http.server import BaseHTTPRequestHandler, HTTPServer


class Uploads(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open("/uploads" + self.path, "wb") as file:
            file.write(body)
        self.answer(201)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *words):
        pass


HTTPServer(("", 8000), Uploads).serve_forever()
