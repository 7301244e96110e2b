import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errnoFault } from '../../workers/errno-fault.ts'
import { ioFault } from './errno.ts'

const failed = (code: string): Error => Object.assign(new Error(`${code}: open`), { code, syscall: 'open' })

test('what Windows says of a file that POSIX has no word for is of the disk, and no bug of ours', () => {
  const told = ioFault(failed('UNKNOWN'), '/in/a')
  assert.deepEqual([told.code, told.subject], ['io-error', '/in/a'])
  assert.equal(ioFault(failed('ECONNRESET'), '/share/a').code, 'volume-gone')
  assert.equal(ioFault(failed('EWHATEVER'), '/in/a').code, 'bug')
})

test('what the system refuses is told in the same words by whoever met it', () => {
  for (const code of ['EACCES', 'EPERM', 'EDQUOT', 'EISDIR', 'EIO']) {
    const [here, there] = [ioFault(failed(code), '/in/a'), errnoFault(failed(code), '/in/a')]
    assert.deepEqual(there.toWire(), here.toWire())
  }
})
