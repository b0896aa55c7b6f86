#!/usr/bin/env node
import{En as e}from"./lint.js";import{t}from"./open-terminal.js";process.exitCode=await e(process.argv.slice(2),t());export{};