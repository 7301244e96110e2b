import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FpmRequest } from './fpm-standin.ts'

/** RPM's words for machines; fpm maps Debian's by itself. */
const machines: Record<string, string> = { amd64: 'x86_64', arm64: 'aarch64' }

/** Makes the rpm that was asked for of what lies in `root`. */
export function writeRpm({ options }: FpmRequest, root: string): void {
  const one = (name: string) => options.get(name)?.at(-1) ?? ''
  const script = (name: string) =>
    one(name) === ''
      ? ''
      : readFileSync(one(name), 'utf8')
          .replace(/^#!.*\n/, '')
          .replaceAll('%', '%%')
  const top = mkdtempSync(join(tmpdir(), 'mr-rpm-'))
  const needs = [...(options.get('--depends') ?? []), ...(options.get('-d') ?? [])]
  const machine = machines[one('--architecture')] ?? one('--architecture')
  const spec = `%global __os_install_post %{nil}
%global _build_id_links none
%define debug_package %{nil}
%define _binary_payload w1.gzdio
AutoReqProv: no
Name: ${one('--name')}
Version: ${one('--version')}
Release: 1
Summary: ${one('--description').trim().split('\n')[0]}
License: ${one('--license') || 'MIT'}
URL: ${one('--url')}
${needs.map((need) => `Requires: ${need}`).join('\n')}
%description
${one('--description')}
%install
cp -a ${root}/. %{buildroot}/
%post
${script('--after-install')}
%postun
${script('--after-remove')}
%files
${ownPaths(root).join('\n')}
`
  try {
    writeFileSync(join(top, 'millrace.spec'), spec)
    const given = ['-bb', '--quiet', '--target', machine, '--define', `_topdir ${top}`, join(top, 'millrace.spec')]
    execFileSync('rpmbuild', given)
    const [made = ''] = globSync('RPMS/*/*.rpm', { cwd: top })
    copyFileSync(join(top, made), one('--package') || one('-p'))
  } finally {
    rmSync(top, { recursive: true })
  }
}

/** What the package owns: `/usr` and `/usr/share` are the system's. */
function ownPaths(root: string): string[] {
  const shared = [
    'usr',
    'usr/share',
    'usr/bin',
    'usr/share/kio',
    'usr/share/kio/servicemenus',
    'usr/share/mime',
    'usr/share/mime/packages',
    'usr/share/applications',
    'usr/share/icons',
    'usr/share/icons/hicolor',
    'usr/share/doc',
    'opt',
  ]
  const owned = (folder: string): string[] =>
    readdirSync(join(root, folder)).flatMap((name) => {
      const path = folder === '' ? name : `${folder}/${name}`
      return shared.includes(path) ? owned(path) : [`"/${path}"`]
    })
  return owned('')
}
