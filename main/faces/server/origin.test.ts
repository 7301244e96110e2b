import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Headers, isLoopback, type Listening, refusal } from './origin.ts'

const here: Listening = { host: '127.0.0.1', port: 4780, names: [] }
const isFine = (headers: Headers, listening = here) => refusal(headers, listening) === null

test('on this machine only its own names are good, with the right port', () => {
  for (const host of ['127.0.0.1:4780', 'localhost:4780', 'LOCALHOST:4780', '[::1]:4780'])
    assert.ok(isFine({ host }), host)
  const wrong = [
    '127.0.0.1',
    '127.0.0.1:4781',
    'evil.example:4780',
    '127.0.0.1.evil.example:4780',
    '192.168.1.5:4780',
    '',
  ]
  for (const host of wrong) assert.ok(!isFine({ host }), host)
})

test('on a network any address is good, for no name can be made to look like one; other names have to be known', () => {
  const network = { host: '0.0.0.0', port: 80, names: ['files.example.org'] }
  for (const host of ['192.168.1.5', '[fe80::1]:80', 'files.example.org', 'files.example.org:443'])
    assert.ok(isFine({ host }, network), host)
  for (const host of ['evil.example', '192.168.1.5:81', '1.2.3.4.evil.example'])
    assert.ok(!isFine({ host }, network), host)
})

test('a page of another origin is refused, whatever it sends along', () => {
  const host = '127.0.0.1:4780'
  assert.ok(isFine({ host, origin: `http://${host}` }))
  assert.ok(isFine({ host, origin: `https://${host}` }))
  for (const origin of ['null', 'http://evil.example', 'http://127.0.0.1:1', 'http://localhost:4780', ''])
    assert.ok(!isFine({ host, origin }), origin)
  assert.ok(!isFine({ host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }))
  assert.ok(!isFine({ host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }))
})

test('a link on another page may lead here', () => {
  const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  assert.ok(isFine({ host: '127.0.0.1:4780', ...visit }))
})

test('loopback is what no other machine can reach', () => {
  assert.deepEqual(
    ['127.0.0.1', '127.3.2.1', '::1', 'localhost', '0.0.0.0', '::', '127.evil.example', '192.168.1.5'].map(isLoopback),
    [true, true, true, true, false, false, false, false],
  )
})
