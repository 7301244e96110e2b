import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openerOf } from './open-browser.ts'

test('what shows the page is the program of the system, and on Windows none of the present folder', () => {
  assert.deepEqual([openerOf('linux'), openerOf('darwin')], [['xdg-open'], ['open']])
  assert.equal(openerOf('win32', 'D:\\Windows')[0], 'D:\\Windows\\System32\\rundll32.exe')
})
