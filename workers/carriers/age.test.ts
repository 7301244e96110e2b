import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { Fault } from '../../contract/fault.ts'
import { ageHeader, decrypting, encrypting } from './age.ts'

test('a disk that fails below a locked file is told as that, not as a wrong secret', async () => {
  const failing = async function* (): AsyncGenerator<Uint8Array> {
    yield ageHeader
    throw new Fault('io-error', { subject: 'letter.age' })
  }
  const opened = Array.fromAsync(decrypting('Zug um Zug', 'letter.age')(failing()))
  await assert.rejects(opened, (error) => error instanceof Fault && error.code === 'io-error')
})

test('a file of keys with remarks, as age-keygen writes it, opens what was locked for one of them', async () => {
  const [own, other] = [await generateIdentity(), await generateIdentity()]
  const recipients = [await identityToRecipient(own)]
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('letter')
  }
  const locked = encrypting({ recipients, subject: 'letter' })(bytes())
  const secret = `# created: 2026-11-28T05:00:00Z\n# public key: ${recipients[0]}\n${other}\n${own}\n`
  const opened = await Array.fromAsync(decrypting(secret, 'letter.age')(locked))
  assert.equal(Buffer.concat(opened).toString(), 'letter')
  const wrong = Array.fromAsync(decrypting(`${own}X`, 'letter.age')(bytes()))
  await assert.rejects(wrong, { code: 'secret-wrong' })
})
