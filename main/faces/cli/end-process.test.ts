import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const posix = { skip: process.platform === 'win32' ? 'there are no pipes with names' : false }

/** A process one thread of which waits in the system for somebody to open the other end of a pipe, as it would for a dead disk. */
function endHanging(code: number) {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-end-'))
  const pipe = join(folder.path, 'pipe')
  spawnSync('mkfifo', [pipe])
  const opening = `const { getBuiltinModule } = process
    getBuiltinModule('node:worker_threads').parentPort.postMessage(0)
    getBuiltinModule('node:fs').openSync(${JSON.stringify(pipe)})`
  const script = `
    import { Worker } from 'node:worker_threads'
    import { stuckThreads } from ${JSON.stringify(import.meta.resolve('../../async/stuck-threads.ts'))}
    import { endProcess } from ${JSON.stringify(import.meta.resolve('./end-process.ts'))}
    const hanging = new Worker(${JSON.stringify(opening)}, { eval: true })
    process.on('SIGINT', () => {})
    hanging.once('message', () => {
      stuckThreads.count = 1
      endProcess(${code})
    })`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 60_000, encoding: 'utf8' })
}

test('a process with a thread that hangs ends with its exit code', posix, () => {
  assert.deepEqual(
    [endHanging(0), endHanging(3)].map(({ status, stderr }) => [status, stderr]),
    [
      [0, ''],
      [3, ''],
    ],
  )
})

test('one that was interrupted or terminated ends by the signal, as a shell would tell it', posix, () => {
  assert.deepEqual([endHanging(130).signal, endHanging(143).signal], ['SIGINT', 'SIGTERM'])
})
