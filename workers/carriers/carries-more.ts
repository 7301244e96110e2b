import type { ImageSource } from './image-source.ts'

/** https://developer.android.com/media/platform/motion-photo-format and https://developer.android.com/media/platform/hdr-image-format */
const saysSo = /\b(?:MotionPhoto|MicroVideo)(?:="1"|>1<)|\bSemantic(?:="|>)(?:MotionPhoto|GainMap)\b|\bhdrgm:Version\b/

/** Older Samsung phones say it behind the picture, in front of the film. */
const filmMark = 'MotionPhoto_Data'

/** Whether a phone has put more behind the picture, a film or what shines on bright screens: that is lost when the picture is written anew. */
export function carriesMore({ type, xmp = '', input }: Pick<ImageSource, 'type' | 'xmp' | 'input'>): boolean {
  return type === 'image/jpeg' && (saysSo.test(xmp) || (typeof input !== 'string' && input.includes(filmMark)))
}
