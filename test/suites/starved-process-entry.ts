// A child that can open no more files from its first task on.
import { openSync } from 'node:fs'
import { serveProcess } from '../../workers/serve-process.ts'
import { hostileSteps } from './hostile-steps.ts'

process.once('message', () => {
  try {
    for (;;) openSync('/dev/null', 'r')
  } catch {
    // It has as many as it may.
  }
})
serveProcess(hostileSteps)
