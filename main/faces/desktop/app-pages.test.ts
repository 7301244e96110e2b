import assert from 'node:assert/strict'
import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { appPages } from './app-pages.ts'

const root = mkdtempDisposableSync(join(tmpdir(), 'mr-pages-'))
after(() => root.remove())
const folder = join(root.path, 'renderer')
mkdirSync(folder)
writeFileSync(join(folder, 'index.html'), '<!doctype html>')
writeFileSync(join(root.path, 'secret.txt'), 'secret')
writeFileSync(join(root.path, 'renderer-of-another.txt'), 'secret')

const asked: string[] = []
const pages = appPages(folder, async ({ url }) => {
  asked.push(url)
  return new Response('from the routes')
})
const get = (address: string, init?: RequestInit) => pages(new Request(address, init))

test('the page of the app comes with a policy that lets nothing else in', async () => {
  const answer = await get('app://millrace/')
  assert.equal(answer.status, 200)
  assert.equal(await answer.text(), '<!doctype html>')
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
  const policy = answer.headers.get('content-security-policy') ?? ''
  for (const rule of [
    /default-src 'none'/,
    /script-src 'self'/,
    /base-uri 'none'/,
    /form-action 'none'/,
    /frame-ancestors 'none'/,
  ])
    assert.match(policy, rule)
  assert.doesNotMatch(policy, /unsafe-(inline|eval)/)
})

test('no address leads out of the folder of the screens', async () => {
  for (const path of [
    '..%2fsecret.txt',
    '%2e%2e%2fsecret.txt',
    '..%2frenderer-of-another.txt',
    '%00',
    '%ff',
    'a%2f..%2f..%2fsecret.txt',
  ]) {
    const answer = await get(`app://millrace/${path}`)
    assert.equal(answer.status, 403, path)
    assert.doesNotMatch(await answer.text(), /secret/)
  }
  assert.equal((await get('app://millrace/missing.js')).status, 404)
})

test('only the own host answers, and files are only read', async () => {
  for (const address of ['app://elsewhere/index.html', 'app://millrace.evil/index.html', 'file:///etc/passwd'])
    assert.equal((await get(address)).status, 404, address)
  assert.equal((await get('app://millrace/index.html', { method: 'DELETE' })).status, 405)
})

test('what is below /api is asked of the routes, and nothing that only begins alike', async () => {
  const answer = await get('app://millrace/api/thumb?path=x')
  assert.equal(await answer.text(), 'from the routes')
  assert.ok(answer.headers.has('content-security-policy'))
  await get('app://millrace/apiary')
  assert.deepEqual(asked, ['app://millrace/api/thumb?path=x'])
})
