import type { Sharp } from 'sharp'
import { staysGrey } from './apply-pass.ts'
import type { Pass } from './image-passes.ts'
import type { ImageSource } from './image-source.ts'

/** In which colours a result is held. */
export interface Colours {
  pass: Pass
  /** The result has 16 bits a channel. */
  deep: boolean
  /** The result keeps the source's profile. */
  profile: boolean
}

/** Has a pipeline end in the colours asked for. */
export function keepColours(pipeline: Sharp, source: ImageSource, { pass, deep, profile }: Colours): void {
  if (keepsOwn(source, { pass, deep, profile })) pipeline.keepIccProfile()
  // Coloured pictures of 16 bits are worked on in Display P3, so without a profile to say so they must be brought back.
  else if (source.deep && source.profile && !source.grey && !turnsGrey(pass, source))
    pipeline.withIccProfile('srgb', { attach: false })
  keepChannels(pipeline, { deep, grey: pass.grey !== undefined || (source.grey && staysGrey(pass)) })
}

function keepChannels(pipeline: Sharp, { deep, grey }: { deep: boolean; grey: boolean }): void {
  if (deep) pipeline.toColourspace(grey ? 'grey16' : 'rgb16')
  else if (grey) pipeline.toColourspace('b-w')
}

/** Whether colours stay in the source's own space. That of a grey picture says nothing about a coloured one, nor the other way round. */
export function keepsOwn(source: ImageSource, { pass, profile }: Colours): boolean {
  return profile && (source.grey ? staysGrey(pass) : !turnsGrey(pass, source))
}

/** The profile of a coloured picture says nothing about a grey one. */
export function turnsGrey({ grey }: Pass, source: ImageSource): boolean {
  return grey !== undefined && !source.grey
}
