import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FpmRequest } from './fpm-standin.ts'

/** The package's own scripts, by fpm's names for them. */
const scripts = { '--after-install': 'postinst', '--after-remove': 'postrm' }

/** Makes the deb that was asked for of what lies in `root`. */
export function writeDeb({ options }: FpmRequest, root: string): void {
  const one = (name: string) => options.get(name)?.at(-1) ?? ''
  const about = join(root, 'DEBIAN')
  mkdirSync(about)
  const [kib = '0'] = execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': kib,
    Depends: (options.get('--depends') ?? options.get('-d') ?? []).join(', '),
    Section: one('--category') || 'utils',
    Priority: 'optional',
    Homepage: one('--url'),
    Description: one('--description').trim().replaceAll('\n', '\n '),
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== '')
  writeFileSync(join(about, 'control'), `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`)
  for (const [option, name] of Object.entries(scripts)) {
    if (one(option) === '') continue
    copyFileSync(one(option), join(about, name))
    chmodSync(join(about, name), 0o755)
  }
  // A test waits for it: fast rather than small.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, one('--package') || one('-p')])
}
