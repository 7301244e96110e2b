#!/usr/bin/env node
// Starts before anything is known about the Node that runs it: only what old versions understand, and nothing imported that is not needed.
import { existsSync, readFileSync } from 'node:fs'

const oldestNode = 24
const runningNode = process.versions.node

if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version)
} else if (Number.parseInt(runningNode, 10) < oldestNode) {
  console.error(`Millrace needs Node ${oldestNode} or newer, and this is Node ${runningNode}.`)
  process.exitCode = 3
} else {
  const built = new URL('../out/cli.js', import.meta.url)
  const entry = existsSync(built) ? built : new URL('../main/faces/cli/cli.ts', import.meta.url)
  import(entry.href).catch((error) => {
    console.error('Millrace could not start: its own files cannot be loaded.', error)
    process.exitCode = 3
  })
}
