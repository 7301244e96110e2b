import type { Step } from './define-step.ts'
import fileText from './file/text.ts'
import imageConvert from './image/convert.ts'
import imageCrop from './image/crop.ts'
import imageMetadata from './image/metadata.ts'
import imagePad from './image/pad.ts'
import imageResize from './image/resize.ts'
import imageUpright from './image/upright.ts'

/** Every step there is, sorted by name. */
export const steps: readonly Step[] = [
  fileText,
  imageConvert,
  imageCrop,
  imageMetadata,
  imagePad,
  imageResize,
  imageUpright,
]
