import { serveProcess } from './serve-process.ts'
import { steps } from './steps/catalogue.ts'

serveProcess(steps)
