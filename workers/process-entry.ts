import { flushCompileCache } from 'node:module'
import { familyNamed } from './families.ts'
import { serveProcess } from './serve-process.ts'
import { steps } from './steps/catalogue.ts'

serveProcess(steps)
// What is to come first is loaded while there is nothing to do; what goes wrong, goes wrong again with the task that needs it.
const [family = ''] = process.argv.slice(2)
if (family !== '') await familyNamed(family).catch(() => {})
// It ends by being killed, and then nothing would be kept for the next one.
flushCompileCache()
