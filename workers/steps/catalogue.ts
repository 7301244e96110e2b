import type { Step } from './define-step.ts'
import archivePack from './archive/pack.ts'
import archiveUnpack from './archive/unpack.ts'
import externalRun from './external/run.ts'
import fileChecksums from './file/checksums.ts'
import fileChecksumsCheck from './file/checksums-check.ts'
import fileFindDuplicates from './file/find-duplicates.ts'
import fileJoin from './file/join.ts'
import fileSplit from './file/split.ts'
import fileText from './file/text.ts'
import imageAnimate from './image/animate.ts'
import imageBlur from './image/blur.ts'
import imageColour from './image/colour.ts'
import imageCompress from './image/compress.ts'
import imageContactSheet from './image/contact-sheet.ts'
import imageConvert from './image/convert.ts'
import imageCrop from './image/crop.ts'
import imageFrames from './image/frames.ts'
import imageMetadata from './image/metadata.ts'
import imagePad from './image/pad.ts'
import imagePlaceholder from './image/placeholder.ts'
import imageResize from './image/resize.ts'
import imageRotate from './image/rotate.ts'
import imageSharpen from './image/sharpen.ts'
import imageSizes from './image/sizes.ts'
import imageTrim from './image/trim.ts'
import imageUpright from './image/upright.ts'
import imageWatermark from './image/watermark.ts'
import privacyClean from './privacy/clean.ts'
import secretDecrypt from './secret/decrypt.ts'
import secretEncrypt from './secret/encrypt.ts'

/** Every step there is, sorted by name. Printed from the folder by `npm run docs` and `npm run build`. */
export const steps: readonly Step[] = [
  archivePack,
  archiveUnpack,
  externalRun,
  fileChecksums,
  fileChecksumsCheck,
  fileFindDuplicates,
  fileJoin,
  fileSplit,
  fileText,
  imageAnimate,
  imageBlur,
  imageColour,
  imageCompress,
  imageContactSheet,
  imageConvert,
  imageCrop,
  imageFrames,
  imageMetadata,
  imagePad,
  imagePlaceholder,
  imageResize,
  imageRotate,
  imageSharpen,
  imageSizes,
  imageTrim,
  imageUpright,
  imageWatermark,
  privacyClean,
  secretDecrypt,
  secretEncrypt,
]
