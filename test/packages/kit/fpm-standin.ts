import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { writeDeb } from './write-deb.ts'
import { writeRpm } from './write-rpm.ts'

// fpm, as far as electron-builder asks for it: lays out the files, and has dpkg-deb or rpmbuild make the package.

/** Words of fpm that take no value. */
const flags = new Set(['--force', '--debug', '--deb-no-default-config-files'])

export interface FpmRequest {
  options: ReadonlyMap<string, string[]>
  /** `from=to`, a file or a folder of this machine and where it is installed. */
  files: string[]
}

function parse(words: readonly string[]): FpmRequest {
  const options = new Map<string, string[]>()
  const files: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!word.startsWith('-')) files.push(word)
    else if (!flags.has(word)) {
      const [, name = word, joined] = /^(--[^=]+)=(.*)$/s.exec(word) ?? []
      const value = joined ?? words[++at] ?? ''
      options.set(name, [...(options.get(name) ?? []), value])
    }
  }
  return { options, files }
}

function layOut(files: readonly string[], root: string): void {
  for (const file of files) {
    const split = file.lastIndexOf('=')
    const [from, to] = [file.slice(0, split), join(root, file.slice(split + 1))]
    const target = file.endsWith('/') && statSync(from).isFile() ? join(to, basename(from)) : to
    mkdirSync(dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  }
}

const request = parse(process.argv.slice(2))
const root = mkdtempSync(join(tmpdir(), 'mr-fpm-'))
try {
  layOut(request.files, root)
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', root])
  const [kind] = request.options.get('-t') ?? []
  if (kind === 'deb') writeDeb(request, root)
  else if (kind === 'rpm') writeRpm(request, root)
  else throw new Error(`this stand-in for fpm makes deb and rpm, not ${kind}`)
} finally {
  rmSync(root, { recursive: true })
}
