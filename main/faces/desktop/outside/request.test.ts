import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requestOf, requestOfLink, together } from './request.ts'

test('files and folders are to be looked over, from wherever the program was started', () => {
  assert.deepEqual(requestOf(['photos', '/else/where.jpg'], '/home/ada'), {
    type: 'review',
    paths: ['/home/ada/photos', '/else/where.jpg'],
  })
  assert.deepEqual(requestOf(['--process', 'file:///a%20b/c.png'], '/'), { type: 'review', paths: ['/a b/c.png'] })
})

test('files that are told of one by one are looked over together', () => {
  const [first, second] = [requestOf(['/a.jpg'], '/'), requestOf(['/b.jpg'], '/')]
  assert.deepEqual(together(first, second), { type: 'review', paths: ['/a.jpg', '/b.jpg'] })
  assert.deepEqual(together({ type: 'show' }, second), second)
  assert.deepEqual(together(first, requestOfLink('millrace://recipe/copy')), { type: 'recipe', name: 'copy' })
})

test('one recipe file is shown as a recipe, among other files it is a file', () => {
  for (const name of ['web.millrace.yaml', 'web.millrace.yml', 'web.millrace.json', 'Web.Millrace'])
    assert.deepEqual(requestOf([name], '/r'), { type: 'recipe-file', path: `/r/${name}` })
  assert.equal(requestOf(['web.millrace.yaml', 'b.jpg'], '/r').type, 'review')
  assert.equal(requestOf(['compose.yaml'], '/r').type, 'review')
})

test('without anything named the window is shown, or stays hidden when the session starts it', () => {
  assert.deepEqual(requestOf([], '/'), { type: 'show' })
  assert.deepEqual(requestOf(['--user-data-dir=/x'], '/'), { type: 'show' })
  assert.deepEqual(requestOf(['--hidden'], '/'), { type: 'hidden' })
})

test('a link opens a recipe by its name', () => {
  assert.deepEqual(requestOfLink('millrace://recipe/web-ready-images'), { type: 'recipe', name: 'web-ready-images' })
  assert.deepEqual(requestOf(['millrace://recipe/copy/'], '/'), { type: 'recipe', name: 'copy' })
})

test('a link can do nothing else', () => {
  for (const link of [
    'millrace://run/web-ready-images',
    'millrace://recipe/../../etc/passwd',
    'millrace://recipe/%2e%2e%2fx',
    'millrace://recipe/copy?run=1',
    'millrace://recipe/copy#run',
    'millrace://recipe/Copy',
    'millrace://recipe/a/b',
    'millrace://user@recipe/copy',
    'millrace:recipe/copy',
    `millrace://recipe/${'a'.repeat(500)}`,
  ])
    assert.equal(requestOfLink(link).type, 'refused', link)
})

test('an address of another scheme is no path', () => {
  assert.deepEqual(requestOf(['https://example.org/x.jpg'], '/'), { type: 'show' })
})
