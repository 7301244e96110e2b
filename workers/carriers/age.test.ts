import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { ageHeader, decrypting } from './age.ts'

test('a disk that fails below a locked file is told as that, not as a wrong secret', async () => {
  const failing = async function* (): AsyncGenerator<Uint8Array> {
    yield ageHeader
    throw new Fault('io-error', { subject: 'letter.age' })
  }
  const opened = Array.fromAsync(decrypting('Zug um Zug', 'letter.age')(failing()))
  await assert.rejects(opened, (error) => error instanceof Fault && error.code === 'io-error')
})
