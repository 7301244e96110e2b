import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { secretsNamed } from './secrets.ts'

function places(files: Record<string, string> = {}, env: Record<string, string> = {}) {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-secrets-'))
  mkdirSync(join(folder.path, 'secrets'))
  for (const [name, value] of Object.entries(files)) {
    writeFileSync(join(folder.path, 'secrets', name), value, { mode: 0o600 })
  }
  return { stateFolder: folder.path, env, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

const missing = (name: string, there: Parameters<typeof secretsNamed>[1], why: RegExp) => {
  const found = secretsNamed([name], there)[name]
  assert.ok(typeof found === 'object')
  assert.match(found.missing, why)
}

test('a secret comes from the environment, else from its file', () => {
  using there = places({ office: 'from file\n', 'key-2': 'two' }, { MILLRACE_SECRET_OFFICE: 'from environment' })
  assert.deepEqual(secretsNamed(['office', 'key-2'], there), { office: 'from environment', 'key-2': 'two' })
  assert.deepEqual(secretsNamed(['office'], { ...there, env: {} }), { office: 'from file' })
})

test('a file that others may read is not taken, and neither is an empty one or a name that leads elsewhere', () => {
  using there = places({ open: 'x', none: '' })
  if (process.platform !== 'win32') {
    chmodSync(join(there.stateFolder, 'secrets', 'open'), 0o640)
    missing('open', there, /chmod 600/)
  }
  missing('none', there, /empty/)
  missing('../settings', there, /letters/)
  missing('other', there, /MILLRACE_SECRET_OTHER/)
})
