import { type IncomingMessage, request } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** An answer of the engine other than 2xx or 304: its status and its own words. */
export class EngineRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "EngineRefusal";
    this.status = status;
  }
}

/** Options of a call to the engine. */
export interface CallOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it comes, with `application/x-tar`. */
  readonly stream?: Readable;
  readonly signal?: AbortSignal | undefined;
  /** Until the answer is complete; 60 s when absent. */
  readonly timeoutMs?: number;
  /** Most bytes of an answer kept; 16 MiB when absent, more is an error. */
  readonly maxBytes?: number;
}

/** The Engine API over a Unix socket: one request, one connection, everything bounded. */
export interface EngineClient {
  /** Sends a request and gives the body; an EngineRefusal when the engine says no. */
  bytes(method: string, path: string, options?: CallOptions): Promise<Buffer>;
  /** As {@link EngineClient.bytes}, parsed; undefined for an empty body. */
  json<T>(method: string, path: string, options?: CallOptions): Promise<T>;
  /** Gives the body as it comes, for events, logs and archives; the caller reads it to its end or destroys it. */
  open(method: string, path: string, options?: CallOptions): Promise<IncomingMessage>;
}

/** A client of the engine behind a socket; it holds nothing open between calls. */
export function engineClient(socketPath: string): EngineClient {
  const bytes: EngineClient["bytes"] = async (method, path, options = {}) => {
    const { timeoutMs = 60_000, maxBytes = 16 << 20 } = options;
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    const body = await readAll(await send(socketPath, method, path, { ...options, signal }), maxBytes);
    // An answer that is cut off in its middle can end like a whole one.
    signal.throwIfAborted();
    return body;
  };
  return {
    bytes,
    json: async <T>(method: string, path: string, options?: CallOptions) => {
      const body = await bytes(method, path, options);
      return (body.length === 0 ? undefined : JSON.parse(body.toString("utf8"))) as T;
    },
    open: (method, path, options = {}) => send(socketPath, method, path, options),
  };
}

/** An answer that is longer than its reader lets it be. */
export class TooLong extends Error {
  constructor(maxBytes: number) {
    super(`the answer is longer than ${maxBytes} bytes`);
  }
}

/** Reads a stream to its end; rejects with a TooLong when it is longer than `maxBytes`. */
export async function readAll(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw new TooLong(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function send(socketPath: string, method: string, path: string, options: CallOptions): Promise<IncomingMessage> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) if (value !== undefined) query.set(name, String(value));
  const text = options.body === undefined ? undefined : JSON.stringify(options.body);
  const headers: Record<string, string> = { Host: "docker" };
  if (text !== undefined) headers["Content-Type"] = "application/json";
  if (options.stream) headers["Content-Type"] = "application/x-tar";
  const outgoing = request({
    socketPath,
    method,
    path: query.size > 0 ? `${path}?${query}` : path,
    headers,
    agent: false,
    ...(options.signal && { signal: options.signal }),
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once("response", resolve);
    outgoing.once("error", reject);
  });
  let sent: Promise<void> | undefined;
  if (options.stream) sent = pipeline(options.stream, outgoing);
  else outgoing.end(text);
  // The engine may answer, with a refusal, before it has read everything; then the answer counts and not the broken pipe.
  sent?.catch(() => {});
  const answer = await answered;
  answer.on("error", () => {});
  const status = answer.statusCode ?? 0;
  if ((status >= 200 && status < 300) || status === 304) return answer;
  const words = (await readAll(answer, 1 << 16).catch((error: unknown) => Buffer.from(String(error)))).toString("utf8");
  throw new EngineRefusal(status, messageIn(words));
}

function messageIn(words: string): string {
  try {
    const { message } = JSON.parse(words) as { message?: unknown };
    return typeof message === "string" ? message : words;
  } catch {
    return words.trim();
  }
}
