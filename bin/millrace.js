#!/usr/bin/env node
// Starts before anything is known about the Node that runs it: only what old versions understand, and nothing imported that is not needed.
import { existsSync, readFileSync } from 'node:fs'
import module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

const oldestNode = 24
const runningNode = process.versions.node

/** What the platform has for files that may be deleted at any time. */
function cacheFolder() {
  const { LOCALAPPDATA, XDG_CACHE_HOME = '' } = process.env
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches')
  if (process.platform === 'win32') return LOCALAPPDATA || join(homedir(), 'AppData', 'Local')
  return XDG_CACHE_HOME.startsWith('/') ? XDG_CACHE_HOME : join(homedir(), '.cache')
}

/** Keeps compiled code for the next start; where that cannot be written, nothing is kept. Threads and codecs find the folder in the environment. */
function keepCompiledCode() {
  process.env.NODE_COMPILE_CACHE ??= join(cacheFolder(), 'millrace', 'code')
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
}

if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version)
} else if (Number.parseInt(runningNode, 10) < oldestNode) {
  console.error(
    `Millrace needs Node ${oldestNode} or newer, and this is Node ${runningNode}. After \`npm ci\`, \`npx millrace\` runs on the one that came with it.`,
  )
  process.exitCode = 3
} else {
  keepCompiledCode()
  const built = new URL('../out/cli.js', import.meta.url)
  const entry = existsSync(built) ? built : new URL('../main/faces/cli/cli.ts', import.meta.url)
  import(entry.href).catch((error) => {
    console.error('Millrace could not start: its own files cannot be loaded.', error)
    process.exitCode = 3
  })
}
