import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { aboutFile, aboutFolder } from './about-file.ts'

const made = (name: string) => ({ path: '/s/.mr-0123456789-1w.0', type: '', sizeBytes: 1, name })
const fault = new Fault('step-failed', {
  subject: '/s/.mr-0123456789-1w.0',
  why: 'cp said: /s/.mr-0123456789-1w.0 is odd.',
})

test('a fault about what was made in between is told about the file it came from, with the part where it is one', () => {
  const told = (name: string) => (aboutFile(fault, [made(name)], '/in/a.txt') as Fault).message
  assert.equal(told('a.webp'), 'A step could not process /in/a.txt. cp said: /in/a.txt is odd.')
  assert.match(told('a/b.txt'), /^A step could not process \/in\/a\.txt \(a\/b\.txt\)\. /)
  const gathered = aboutFile(fault, [made('sub/x.txt'), { ...made('y'), path: '/s/other' }], '/in/a.txt') as Fault
  assert.equal(gathered.subject, 'sub/x.txt')
})

test('a fault about what was being written is told about its folder', () => {
  const told = (subject: string) =>
    aboutFolder(new Fault('disk-full', { subject, why: 'x' }), ['/out/.mr-0123456789-1w'])
  assert.equal((told('/out/.mr-0123456789-1w.0') as Fault).subject, '/out')
  assert.equal((told('/out/.mr-0123456789-1w') as Fault).message, 'No space left on the disk of /out. x')
  assert.equal((told('/in/a.txt') as Fault).subject, '/in/a.txt')
  assert.equal((told('/out/.mr-0123456789-1w2.0') as Fault).subject, '/out/.mr-0123456789-1w2.0')
})

test('a fault about a file of the person, and what is no fault, stay as they are', () => {
  const identity = { dev: '1', ino: '1', sizeBytes: 1, mtimeNs: '1' }
  const own = new Fault('file-damaged', { subject: '/in/a.txt' })
  assert.equal(aboutFile(own, [{ ...made('a.txt'), path: '/in/a.txt', identity }], '/in/a.txt'), own)
  const reason = new DOMException('Stopped.', 'AbortError')
  assert.equal(aboutFile(reason, [made('a.txt')], '/in/a.txt'), reason)
})
