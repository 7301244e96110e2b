import { Fault } from '../../contract/fault.ts'
import { damagedHeader, withWholeHeader } from './age-header.ts'
import type { Change } from './file-value.ts'

/** https://age-encryption.org/v1 */
export const ageHeader = Buffer.from('age-encryption.org/v1\n')

export interface AgeLock {
  passphrase?: string | undefined
  /** Public keys, `age1…`. */
  recipients: readonly string[]
  subject: string
}

/** Encrypts what flows past, for whoever knows the passphrase or holds the key of one of the recipients. */
export function encrypting({ passphrase, recipients, subject }: AgeLock): Change {
  return async function* (chunks) {
    const { Encrypter } = await import('age-encryption')
    const encrypter = new Encrypter()
    if (passphrase !== undefined) encrypter.setPassphrase(passphrase)
    for (const recipient of recipients) addRecipient(() => encrypter.addRecipient(recipient), { recipient, subject })
    yield* await encrypter.encrypt(ReadableStream.from(chunks))
  }
}

function addRecipient(add: () => void, { recipient, subject }: { recipient: string; subject: string }): void {
  try {
    add()
  } catch (error) {
    throw new Fault('step-failed', { subject, why: `${recipient} is no public key of age.`, cause: error })
  }
}

/** A secret key begins so; anything else is a passphrase. */
const keyStart = 'AGE-SECRET-KEY-'

function addIdentity(add: () => void, subject: string): void {
  try {
    add()
  } catch (error) {
    throw new Fault('secret-wrong', { subject, cause: error })
  }
}

/** Secret keys, one or a file of them as `age-keygen` writes it, with remarks; none in a passphrase. */
function keysIn(secret: string): string[] {
  const lines = secret.split('\n').map((line) => line.trim())
  const said = lines.filter((line) => line !== '' && !line.startsWith('#'))
  return said.every((line) => line.startsWith(keyStart)) ? said : []
}

/**
 * Decrypts what flows past with a passphrase or a secret key. Raises `secret-wrong` only where the header is whole; else `file-truncated`,
 * `file-damaged`.
 */
export function decrypting(secret: string, subject: string): Change {
  return async function* (chunks) {
    const { Decrypter } = await import('age-encryption')
    const decrypter = new Decrypter()
    const keys = keysIn(secret)
    for (const key of keys) addIdentity(() => decrypter.addIdentity(key), subject)
    if (keys.length === 0) decrypter.addPassphrase(secret)
    let isWrong = false
    // It is asked last: when nothing of what was given opens a header that can be read.
    const unwrapFileKey = () => {
      isWrong = true
      return null
    }
    decrypter.addIdentity({ unwrapFileKey })
    const whole = ReadableStream.from(withWholeHeader(subject)(chunks))
    const opened = await decrypter.decrypt(whole).catch((error: unknown) => {
      if (error instanceof Fault) throw error
      throw isWrong ? new Fault('secret-wrong', { subject, cause: error }) : damagedHeader(subject, error)
    })
    try {
      yield* opened
    } catch (error) {
      if (error instanceof Fault) throw error
      throw new Fault('file-damaged', { subject, why: 'It was changed or cut after it was encrypted.', cause: error })
    }
  }
}
