import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderAround, ownFolder } from './own-folder.ts'

const roots = [{ path: '/home/ada', home: true }, { path: '/srv/web' }, { path: 'C:\\Users\\ada', home: true }]
const sent = (title: string, ...paths: string[]) => ({ title, files: paths.map((path) => ({ path })) })

test('results of what was sent lie in a folder of their own in the home folder, and as chosen everywhere else', () => {
  const holiday = sent('Holiday', 'Holiday/a.jpg')
  const own = ownFolder('/home/ada', holiday, roots)
  assert.equal(own, '/home/ada/Millrace results/Holiday')
  assert.equal(folderAround(own), '/home/ada')
  assert.equal(ownFolder('C:\\Users\\ada', holiday, roots), 'C:\\Users\\ada\\Millrace results\\Holiday')
  for (const chosen of ['/srv/web', '/home/ada/web', '']) {
    assert.equal(ownFolder(chosen, holiday, roots), chosen)
    assert.equal(folderAround(chosen), chosen)
  }
})

test('the folder is called as what was sent, as far as every disk takes that', () => {
  const named = (...[title, ...paths]: Parameters<typeof sent>) =>
    ownFolder('/home/ada', sent(title, ...paths), roots).slice('/home/ada/Millrace results/'.length)
  assert.equal(named('box.tar.gz', 'box.tar.gz'), 'box')
  assert.equal(named('a.jpg and 3 more', 'a.jpg', 'b.jpg'), 'a.jpg and 3 more')
  assert.equal(named('..', '../a'), 'Files')
  assert.equal(named('a/b: c?', 'x/y'), 'a-b- c-')
  assert.equal(named('con', 'con/a'), 'Files con')
})
