import assert from 'node:assert/strict'
import { test } from 'node:test'
import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Fault, type FaultCode } from '../../../contract/fault.ts'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { stepSchemas } from '../step-schemas.ts'

const content = Buffer.alloc(200_000, 'In confidence. ')
const secrets = { office: 'Zug um Zug' }

const encrypt = (options: Record<string, unknown>, { name = 'letter.txt', given = content } = {}) =>
  runSteps(given, [call('secret.encrypt', options)], { family: 'secret', name, secrets })

const checkOptions = (step: string, options: object): string[] => {
  const checked = stepSchemas().get(step)?.options.safeParse(options)
  return (checked?.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

const decrypt = (file: Buffer, given: Record<string, string> = secrets, name = 'letter.txt.age') =>
  runSteps(file, [call('secret.decrypt', { secret: 'office' })], { family: 'secret', name, secrets: given })

const fails = (work: Promise<unknown>, code: FaultCode) =>
  assert.rejects(work, (error) => {
    assert.ok(error instanceof Fault, String(error))
    assert.equal(error.code, code)
    assert.ok(!JSON.stringify(error.toWire()).includes(secrets.office))
    return true
  })

test('what a passphrase locks, the passphrase opens, under the name it had', async () => {
  const locked = await encrypt({ secret: 'office' })
  assert.equal(locked.result.extension, 'txt.age')
  assert.ok(!locked.bytes.includes('confidence'))
  const opened = await decrypt(locked.bytes)
  assert.ok(opened.bytes.equals(content))
  assert.equal(opened.result.extension, '')
})

test('what is locked for a public key, its secret key opens', async () => {
  const identity = await generateX25519Identity()
  const locked = await encrypt({ recipients: [await identityToRecipient(identity)] })
  assert.ok((await decrypt(locked.bytes, { office: `${identity}\n` })).bytes.equals(content))
  await fails(decrypt(locked.bytes, { office: await generateX25519Identity() }), 'secret-wrong')
})

test('what was written as text for a mail opens as well, and one that was cut or changed says so', async () => {
  const identity = await generateX25519Identity()
  const text = armor.encode((await encrypt({ recipients: [await identityToRecipient(identity)] })).bytes)
  const open = (written: string) => decrypt(Buffer.from(written), { office: identity })
  for (const written of [text, text.replaceAll('\n', '\r\n'), text.trim()])
    assert.ok((await open(written)).bytes.equals(content))
  await fails(open(text.slice(0, 100_000)), 'file-truncated')
  await fails(open(`${text.slice(0, 100_000)}!${text.slice(100_001)}`), 'file-damaged')
  // One line without an end is not kept until it has one.
  await fails(open(text.slice(0, 100) + text.slice(100).replaceAll('\n', '')), 'file-damaged')
})

test('another passphrase, none, a change and an end that is missing are told apart', async () => {
  const { bytes } = await encrypt({ secret: 'office' })
  await fails(decrypt(bytes, { office: 'another' }), 'secret-wrong')
  await fails(decrypt(bytes, {}), 'secret-missing')
  await fails(decrypt(bytes.subarray(0, bytes.length - 1000)), 'file-damaged')
  const changed = Buffer.from(bytes)
  changed.writeUInt8((changed[100_000] ?? 0) ^ 1, 100_000)
  await fails(decrypt(changed), 'file-damaged')
  await fails(decrypt(content), 'wrong-type')
})

test('a file that ends within its header, or right behind it, is told as cut, whatever the secret', async () => {
  const identity = await generateX25519Identity()
  const { bytes } = await encrypt({ recipients: [await identityToRecipient(identity)] })
  const header = bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1
  for (const end of [22, 30, 100, header - 20, header - 1, header, header + 15, header + 31])
    for (const office of [identity, await generateX25519Identity(), 'another'])
      await fails(decrypt(bytes.subarray(0, end), { office }), 'file-truncated')
})

test('a header that was changed is told as that where the secret is the right one', async () => {
  const identity = await generateX25519Identity()
  const { bytes } = await encrypt({ recipients: [await identityToRecipient(identity)] })
  const changed = (from: string, to: string) => Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1')
  const [, proof = ''] = /\n--- (.{9})/.exec(bytes.toString('latin1')) ?? []
  for (const file of [changed(proof, 'AAAAAAAAA'), changed('-> X25519', '=> X25519')])
    await fails(decrypt(file, { office: identity }), 'file-damaged')
  const endless = Buffer.concat([bytes.subarray(0, 22), Buffer.alloc(2 ** 21, '-> a b ')])
  await fails(decrypt(endless, { office: identity }), 'file-damaged')
})

test('what is no public key is said before a file is touched, by its place in the list', async () => {
  const given = await identityToRecipient(await generateX25519Identity())
  const read = (...recipients: string[]) => checkOptions('secret.encrypt', { recipients })
  assert.deepEqual(read(given), [])
  assert.deepEqual(read(given, 'age1xyz'), ['recipients.1: This is no public key of age'])
})

test('a file without content is locked and opened like any other', async () => {
  const locked = await encrypt({ secret: 'office' }, { name: '.gitkeep', given: Buffer.alloc(0) })
  assert.ok(locked.bytes.length > 0)
  assert.equal((await decrypt(locked.bytes)).bytes.length, 0)
  await fails(decrypt(Buffer.alloc(0)), 'file-truncated')
})
