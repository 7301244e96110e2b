#!/usr/bin/env node
// Starts before anything is known about the Node that runs it: only what old versions understand, and nothing imported that is not needed.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
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

/**
 * Makes a folder level by level. Node, asked for all of them at once, asks for ever where the system answers that there is nothing, as below `/proc`.
 */
function makeFolders(...levels) {
  return levels.reduce((above, name) => {
    const folder = join(above, name)
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
    return folder
  }, '')
}

/**
 * Keeps compiled code for the next start; where that cannot be written, nothing is kept. Threads and codecs find the folder in the environment. By
 * its name every walk and watch passes it over, also of a whole home.
 */
function keepCompiledCode() {
  if (process.env.NODE_COMPILE_CACHE) return
  try {
    process.env.NODE_COMPILE_CACHE = makeFolders(cacheFolder(), 'millrace', '.mr-code')
    module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
  } catch {
    // A start takes a little longer.
  }
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
