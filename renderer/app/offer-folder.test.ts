import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderOf, withFolder } from './offer-folder.ts'
import { offerOfPlaces } from './offer-of-places.ts'

const again = offerOfPlaces({ paths: ['/in'], title: 'in', uploaded: true, out: '/then' })
const anew = offerOfPlaces({ paths: ['/in'], title: 'in' })

test('files of an earlier run go to its folder, all others to the chosen one', () => {
  assert.equal(folderOf(again, '/chosen'), '/then')
  assert.equal(folderOf(anew, '/chosen'), '/chosen')
  assert.equal(folderOf(undefined, '/chosen'), '/chosen')
})

test('a folder chosen for files of an earlier run is chosen for them alone', () => {
  assert.deepEqual(withFolder(again, '/else'), { ...again, out: '/else' })
  assert.equal(withFolder(anew, '/else'), null)
  assert.equal(withFolder(undefined, '/else'), null)
})
