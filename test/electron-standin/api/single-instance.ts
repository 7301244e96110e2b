import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'

/** Whoever asks second has to know at once, so another process is asked and waited for. */
const askFirst = `
const socket = require('node:net').connect(process.argv[1], () => socket.end(process.argv[2]))
socket.on('error', () => process.exit(1))
`

/** One app a profile folder: the first listens, the others tell it their arguments and are refused. */
export class SingleInstance {
  readonly #told: (argv: string[], cwd: string) => void
  #server: Server | undefined
  #path = ''

  constructor(told: (argv: string[], cwd: string) => void) {
    this.#told = told
  }

  /** False when another process has it, which has then been told our arguments. */
  take(folder: string): boolean {
    if (this.#server) return true
    mkdirSync(folder, { recursive: true })
    this.#path = join(folder, 'standin.sock')
    const message = JSON.stringify({ argv: process.argv, cwd: process.cwd() })
    const isThere = () => spawnSync(process.execPath, ['-e', askFirst, this.#path, message]).status === 0
    if (existsSync(this.#path) && isThere()) return false
    rmSync(this.#path, { force: true })
    this.#server = createServer({ allowHalfOpen: true }, (socket) => {
      let text = ''
      socket.on('data', (part) => (text += String(part)))
      socket.on('end', () => {
        socket.end()
        const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string }
        this.#told(argv, cwd)
      })
      socket.on('error', () => {})
    }).listen(this.#path)
    this.#server.unref()
    return true
  }

  release(): void {
    this.#server?.close()
    this.#server = undefined
  }
}
