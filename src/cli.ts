#!/usr/bin/env node
import { main } from "./commands/main.js";
import { openTerminal } from "./commands/open-terminal.js";

process.exitCode = await main(process.argv.slice(2), openTerminal());
