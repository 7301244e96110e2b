import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { Sandbox } from './sandbox.ts'

export interface FoundProcess {
  pid: number
  /** How it was recognised. */
  by: string
  command: string
}

/** Every living process of the session `pid` began, or that names the sandbox in its command, folder, environment or open files. */
export function processesOf(sandbox: Sandbox, session: number): FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`)
      const [state, , , sessionOf] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (stat === '' || state === 'Z' || state === 'X') return []
      const by = Number(sessionOf) === session ? 'session' : tieTo(sandbox.root, name)
      const command = read(`/proc/${name}/cmdline`).replaceAll('\0', ' ').slice(0, 120)
      return by === undefined ? [] : [{ pid: Number(name), by, command }]
    })
}

function tieTo(root: string, pid: string): string | undefined {
  if (read(`/proc/${pid}/cmdline`).includes(root)) return 'command'
  if (linkOf(`/proc/${pid}/cwd`).startsWith(root)) return 'folder'
  if (read(`/proc/${pid}/environ`).includes(root)) return 'environment'
  const files = namesIn(`/proc/${pid}/fd`).map((file) => linkOf(`/proc/${pid}/fd/${file}`))
  return files.some((file) => file.startsWith(`${root}/`)) ? 'open file' : undefined
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
