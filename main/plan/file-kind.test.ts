import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileKind } from './file-kind.ts'

test('files are what people call them', () => {
  const kind = (extension: string, type = '') => fileKind({ type, extension })
  assert.equal(kind('JPG', 'image/jpeg'), 'Pictures')
  assert.equal(kind('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'), 'Documents')
  assert.equal(kind('djvu', 'image/vnd.djvu'), 'Documents', 'scanned books')
  assert.equal(kind('PEF'), 'Pictures', 'of cameras')
  assert.equal(kind('exe', 'application/x-msdos-program'), 'Programs')
  assert.equal(kind('gz', 'application/gzip'), 'Archives')
  assert.equal(kind('mov', 'video/quicktime'), 'Videos')
  assert.equal(kind('constructor'), 'Other')
  assert.equal(kind('', ''), 'Other')
})
