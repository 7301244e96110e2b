import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stateFolderOf } from './state-folder.ts'

const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) =>
  stateFolderOf({ env, cwd: '/work', platform, home: '/home/ann' })

test('MILLRACE_HOME wins on every system, relative to the current folder', () => {
  assert.equal(at('linux', { MILLRACE_HOME: '/state', XDG_STATE_HOME: '/x' }), '/state')
  assert.equal(at('darwin', { MILLRACE_HOME: 'state' }), '/work/state')
})

test('else the usual place of the platform', () => {
  assert.equal(at('linux', {}), '/home/ann/.local/state/millrace')
  assert.equal(at('linux', { XDG_STATE_HOME: '/x' }), '/x/millrace')
  assert.equal(at('linux', { XDG_STATE_HOME: 'relative' }), '/home/ann/.local/state/millrace')
  assert.equal(at('darwin', {}), '/home/ann/Library/Application Support/Millrace')
  assert.equal(at('win32', { LOCALAPPDATA: '/local' }), '/local/Millrace')
})
