import type { Step } from './define-step.ts'
import imageConvert from './image/convert.ts'
import imageResize from './image/resize.ts'

/** Every step there is, sorted by name. */
export const steps: readonly Step[] = [imageConvert, imageResize]
