import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '../main/package-root.ts'
import { completed, type LockFile, missingPackages } from './lock-file.ts'

const partial: LockFile = {
  packages: {
    '': {},
    'node_modules/codec': {
      version: '1.2.3',
      dev: true,
      optionalDependencies: {
        '@codec/win32-x64-msvc': '1.2.3',
        '@codec/linux-arm64-musl': '1.2.3',
        '@codec/linux-x64': '1.2.3',
        '@codec/ranged': '^1.0.0',
      },
    },
    'node_modules/@codec/linux-x64': { version: '1.2.3', dev: true, optional: true },
  },
}

test('`npm ci` works on every system: the lock file names the packages of all', () => {
  const lock = JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8')) as LockFile
  assert.deepEqual(missingPackages(lock), [], 'run: npm run lock')
})

test('a second version of a package gets its own, where Node finds them', () => {
  const older = {
    version: '1.1.0',
    optionalDependencies: { '@codec/linux-x64': '1.1.0', '@codec/darwin-x64': '1.1.0' },
  }
  const { packages } = completed({
    packages: { ...partial.packages, 'node_modules/tool/node_modules/codec': older },
  })
  assert.equal(packages['node_modules/tool/node_modules/@codec/linux-x64']?.version, '1.1.0')
  assert.equal(packages['node_modules/tool/node_modules/@codec/darwin-x64']?.version, '1.1.0')
  assert.equal(packages['node_modules/@codec/linux-x64']?.version, '1.2.3')
})

test('packages for other systems are added with the system their name tells', () => {
  const { packages } = completed(partial)
  const added = { version: '1.2.3', dev: true, optional: true }
  assert.deepEqual(packages['node_modules/@codec/win32-x64-msvc'], { ...added, cpu: ['x64'], os: ['win32'] })
  assert.deepEqual(packages['node_modules/@codec/linux-arm64-musl'], {
    ...added,
    cpu: ['arm64'],
    libc: ['musl'],
    os: ['linux'],
  })
  assert.deepEqual(missingPackages({ packages }), [])
  assert.equal(Object.keys(packages).length, 5)
})
