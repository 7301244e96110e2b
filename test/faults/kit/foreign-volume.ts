import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Sandbox } from './sandbox.ts'

export type VolumeType = 'vfat' | 'exfat'

const imageBytes = 48 << 20

/** When the kernel does not know a type: `fusefat` takes the image itself, exfat-fuse a block device. */
const byFuse: Record<VolumeType, (mount: { image: string; device: string; folder: string }) => string[]> = {
  vfat: ({ image, folder }) => ['fusefat', '-o', 'rw+', image, folder],
  exfat: ({ device, folder }) => ['mount.exfat-fuse', device, folder],
}

/** A volume of another make in an image file, mounted at a folder: by the kernel, else by FUSE. Disposing takes it out. */
export class ForeignVolume implements Disposable {
  readonly type: VolumeType
  readonly #image: string
  readonly #folder: string
  #device: string | undefined

  private constructor(type: VolumeType, { image, folder }: { image: string; folder: string }) {
    this.type = type
    this.#image = image
    this.#folder = folder
  }

  /** Throws when the type cannot be made or mounted here. */
  static make(type: VolumeType, places: { image: string; folder: string }): ForeignVolume {
    writeFileSync(places.image, '')
    truncateSync(places.image, imageBytes)
    run([`mkfs.${type}`, places.image])
    const volume = new ForeignVolume(type, places)
    volume.plugIn()
    return volume
  }

  /** Where the results of a sandbox go. */
  static forResults({ root, out }: Sandbox, type: VolumeType): ForeignVolume {
    return ForeignVolume.make(type, { image: join(root, 'image'), folder: out })
  }

  plugIn(): void {
    const device = run(['losetup', '-f', '--show', this.#image]).trim()
    this.#device = device
    if (spawnSync('mount', ['-t', this.type, device, this.#folder]).status !== 0) this.#plugInByFuse(device)
    waitUntil(() => this.#isMounted())
  }

  takeOut(): void {
    if (this.#device === undefined) return
    waitUntil(() => !this.#isMounted() || spawnSync('umount', [this.#folder]).status === 0)
    if (this.#isMounted()) spawnSync('umount', ['-l', this.#folder])
    spawnSync('losetup', ['-d', this.#device])
    // A FUSE daemon writes on after umount has come back; the device goes when it has ended.
    waitUntil(() => spawnSync('losetup', ['-j', this.#image], { encoding: 'utf8' }).stdout.trim() === '')
    this.#device = undefined
  }

  [Symbol.dispose](): void {
    this.takeOut()
  }

  #plugInByFuse(device: string): void {
    try {
      run(byFuse[this.type]({ image: this.#image, device, folder: this.#folder }))
    } catch (error) {
      this.takeOut()
      throw error
    }
  }

  #isMounted(): boolean {
    return readFileSync('/proc/mounts', 'utf8').includes(` ${this.#folder} `)
  }
}

/** Why there is no such volume here, or false where there is. */
export function whyNoVolume(type: VolumeType): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return `a ${type} volume needs root on Linux`
  using sandbox = new Sandbox()
  try {
    using _ = ForeignVolume.forResults(sandbox, type)
    return false
  } catch (error) {
    return `${type} cannot be made and mounted here: ${error instanceof Error ? error.message.split('\n')[0] : ''}`
  }
}

function run([command = '', ...args]: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** At most 5 s. */
function waitUntil(holds: () => boolean): void {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  }
}
