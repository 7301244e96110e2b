import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Sandbox } from './sandbox.ts'

const imageBytes = 48 << 20
const mountedWithinMs = 5_000

/** A FUSE volume under the folder of the results whose program can be stopped: from then on the disk gives no answer to anybody, be it an error. */
export class StoppingVolume implements Disposable {
  readonly #folder: string
  readonly #daemon: ChildProcess

  /** Throws where there is no FUSE. */
  constructor({ root, out }: Pick<Sandbox, 'root' | 'out'>) {
    const image = join(root, 'stopping-image')
    writeFileSync(image, '')
    truncateSync(image, imageBytes)
    execFileSync('mkfs.vfat', [image], { stdio: 'ignore' })
    this.#folder = out
    this.#daemon = spawn('fusefat', ['-f', '-o', 'rw+', image, out], { stdio: 'ignore' })
    this.#daemon.on('error', () => {})
    const untilMs = performance.now() + mountedWithinMs
    while (!this.#isMounted() && performance.now() < untilMs)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    if (this.#isMounted()) return
    this[Symbol.dispose]()
    throw new Error('fusefat does not mount it')
  }

  /** It gives no answer until it goes on, at the latest when what this answers with is disposed: nobody who waits for it can be killed before. */
  stop(): Disposable {
    this.#daemon.kill('SIGSTOP')
    return { [Symbol.dispose]: () => this.goOn() }
  }

  goOn(): void {
    this.#daemon.kill('SIGCONT')
  }

  /** Whoever still waits for it is told that it has gone. */
  [Symbol.dispose](): void {
    this.goOn()
    spawnSync('umount', ['-l', this.#folder], { stdio: 'ignore' })
    this.#daemon.kill('SIGKILL')
  }

  #isMounted(): boolean {
    return readFileSync('/proc/mounts', 'utf8').includes(` ${this.#folder} `)
  }
}

/** Why there is none here, or false. */
export function whyNoStopping(): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a volume that hangs needs root on Linux'
  using sandbox = new Sandbox()
  try {
    using _ = new StoppingVolume(sandbox)
    return false
  } catch (error) {
    return `a volume that hangs needs FUSE and fusefat: ${error instanceof Error ? error.message.split('\n')[0] : ''}`
  }
}
