import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

const skip = process.platform === 'win32' ? 'Windows has no limit of open files' : false

test('a watch that cannot begin for too many open files is told of, and the process does not break', { skip }, () => {
  const script = `
    import { closeSync, openSync } from 'node:fs'
    import { watchFromOutside, watchParent } from ${JSON.stringify(import.meta.resolve('./watch-parent.ts'))}
    const watch = watchParent()
    const opened = []
    try {
      for (;;) opened.push(openSync('/dev/null'))
    } catch {}
    watchFromOutside()
    const forEver = new Promise(() => {})
    const { code } = await watch.guard(forEver).catch((error) => error)
    for (const file of opened) closeSync(file)
    console.log(code)
    process.exit()`
  const limited = ['-c', 'ulimit -n 100; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', script]
  const { stdout, stderr } = spawnSync('sh', limited, { timeout: 60_000, encoding: 'utf8' })
  assert.deepEqual([stdout, stderr], ['ERR_WORKER_INIT_FAILED\n', ''])
})
