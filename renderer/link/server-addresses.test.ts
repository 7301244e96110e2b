import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverAddresses } from './server-addresses.ts'

test('any name makes an address, whatever stands in it', () => {
  const name = '/in/a b#1?x=2&y%"\n\u202e.png'
  const address = new URL(serverAddresses.file(name, 64), 'http://localhost')
  assert.equal(address.searchParams.get('path'), name)
  assert.equal(address.searchParams.get('size'), '64')
})

test('a name with bytes that are not Unicode breaks no screen', () => {
  assert.match(serverAddresses.file('/in/caf\udce9.png', 64), /^\/api\/thumb\?path=%2Fin%2Fcaf/)
})
