import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkedText, renamed } from './linking.ts'
import { decodePath } from './path-text.ts'

const linking = ['<a href="/p/', { path: '/t.0', name: 'a.jpg' }, '">', { path: '/t.1', name: 'b.jpg' }, '</a>']

test('names are put in as addresses have them; one that nobody knows stays', () => {
  assert.equal(linkedText(linking), '<a href="/p/a.jpg">b.jpg</a>')
  const names = new Map([['/t.0', 'Rote Wand & "ich".jpg']])
  const now = renamed(linking, (path) => names.get(path))
  assert.equal(linkedText(now), '<a href="/p/Rote%20Wand%20%26%20%22ich%22.jpg">b.jpg</a>')
})

test('a name that is not Unicode is named by its bytes', () => {
  const name = decodePath(Uint8Array.from([0x61, 0xff, 0xc3, 0xa9, 0x20]))
  assert.equal(linkedText([{ path: '/t.0', name }]), 'a%FF%C3%A9%20')
})
