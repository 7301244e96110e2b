import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SenderSign, UploadDoor } from '../link/upload-door.ts'
import { newRow, progressOf, type UploadRow } from '../state/upload-rows.ts'
import { UploadSign } from './upload-sign.ts'

/** A sender whose server notes what it is told, and files in these states. */
function sender() {
  const told: SenderSign[] = []
  const door: Pick<UploadDoor, 'sign'> = {
    sign: async (_, sign) => {
      told.push(sign)
    },
  }
  const files = (...states: UploadRow['state'][]) =>
    progressOf(
      states.map((state, nth) => ({ ...newRow(nth, `${nth}.jpg`, 1), state })),
      { state: 'sending', offline: false },
    )
  return { told, files, sign: new UploadSign(door, 'drop-0001') }
}

test('which files could not be sent is told once, until others are among them', () => {
  const { told, files, sign } = sender()
  sign.tellFailed(files('failed', 'sending', 'failed'))
  sign.tellFailed(files('failed', 'arrived', 'failed'))
  sign.tellFailed(files('failed', 'failed', 'failed'))
  assert.deepEqual(
    told.map(({ failed }) => failed),
    [
      [
        [0, 0],
        [2, 2],
      ],
      [[0, 2]],
    ],
  )
})

test('a page gives signs of life while something is left to be sent, and of going away', () => {
  const { told, files, sign } = sender()
  sign.tellAlive(files('arrived', 'sending'), { leaving: false })
  sign.tellAlive(files('arrived', 'failed'), { leaving: true })
  sign.tellAlive(files('arrived', 'known'), { leaving: true })
  assert.deepEqual(told, [
    { failed: [], leaving: false },
    { failed: [[1, 1]], leaving: true },
  ])
})
