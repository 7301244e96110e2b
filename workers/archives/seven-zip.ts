import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { SevenZipModule, SevenZipModuleFactory } from '7z-wasm'
import { decodePath } from '../../contract/path-text.ts'

/** One call of 7-Zip over an archive, all in memory: it sees no file of the machine. */
export interface SevenZipRun {
  /** 0 well, 2 damaged, 8 out of memory; larger for what it did not foresee, such as a directory without its passphrase. */
  exitCode: number
  /** What it printed, the archive's own names as they are, as `path-text.ts` has them. */
  lines: string[]
  errors: string[]
  /** What it unpacked, until the run is let go. */
  read: (path: string) => Uint8Array | undefined
}

export interface SevenZipCall {
  archive: Uint8Array
  words: readonly string[]
  /** Files it can be told of, by path. */
  files?: Record<string, string>
}

const archivePath = '/archive'
const lineFeed = 0x0a

/** Runs to its end without a pause; whoever cancels ends the thread. Each call begins anew, for the program keeps its state in globals. */
export async function runSevenZip({ archive, words, files = {} }: SevenZipCall): Promise<SevenZipRun> {
  const [lines, errors] = [new PrintedLines(), new PrintedLines()]
  const { default: imported } = await import('7z-wasm')
  const start = imported as unknown as SevenZipModuleFactory
  const quit = (): void => {}
  const program = await start({ ...(await compiled()), stdout: lines.take, stderr: errors.take, quit })
  const { FS } = program
  const stream = FS.open(archivePath, 'w+')
  // The bytes are lent, not copied.
  if (archive.length > 0) FS.write(stream, archive, 0, archive.length, 0, true)
  FS.close(stream)
  for (const [path, content] of Object.entries(files)) FS.writeFile(path, content)
  const exitCode = ended(program, [...words, archivePath])
  return { exitCode, lines: lines.ended(), errors: errors.ended(), read: (path) => found(FS, path) }
}

/** Read byte by byte: as text, which the program also offers, a name that is no Unicode would become another. */
class PrintedLines {
  readonly #lines: string[] = []
  #line: number[] = []

  readonly take = (byte: number): void => {
    if (byte === lineFeed) this.#end()
    else this.#line.push(byte)
  }

  ended(): string[] {
    if (this.#line.length > 0) this.#end()
    return this.#lines
  }

  #end(): void {
    const bytes = Buffer.from(this.#line)
    this.#lines.push(isUtf8(bytes) ? bytes.toString() : decodePath(bytes))
    this.#line = []
  }
}

/** An exception of the program comes out as the number of its place in memory. */
function ended(program: SevenZipModule, words: string[]): number {
  const before = process.exitCode
  try {
    return Number(program.callMain(words))
  } catch {
    return Number.MAX_SAFE_INTEGER
  } finally {
    // It sets that of its host.
    process.exitCode = before
  }
}

function found(FS: SevenZipModule['FS'], path: string): Uint8Array | undefined {
  try {
    return FS.readFile(path)
  } catch {
    return undefined
  }
}

/** What of the platform's own the types of Node leave out. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>
  instantiate(module: object, imports: object): Promise<object>
}

let compiling: Promise<object> | undefined

/** Compiled once a thread: that takes longer than most archives. */
async function compiled(): Promise<object> {
  compiling ??= readFile(fileURLToPath(import.meta.resolve('7z-wasm/7zz.wasm'))).then((bytes) =>
    WebAssembly.compile(bytes),
  )
  const module = await compiling
  return {
    instantiateWasm: (imports: object, receive: (instance: object) => void) => {
      void WebAssembly.instantiate(module, imports).then(receive)
      return {}
    },
  }
}
