#!/usr/bin/env node
import { main } from "./commands/main.js";

const { env, stdout, stderr } = process;

// A reader that leaves early (`| head`) is no fault of anyone.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const wantsColor = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
process.exitCode = await main(process.argv.slice(2), {
  workingDirectory: process.cwd(),
  environment: env,
  color: !env["NO_COLOR"] && env["TERM"] !== "dumb" && (stdout.isTTY === true || wantsColor),
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
});
