const [hertz, loudness, lastsS] = [660, 0.06, 0.18]

/** A short soft tone. A browser that lets no page sound before it was clicked stays silent. */
export function beep(): void {
  const context = new AudioContext()
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(loudness, context.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + lastsS)
  tone.connect(volume).connect(context.destination)
  tone.addEventListener('ended', () => void context.close())
  tone.start()
  tone.stop(context.currentTime + lastsS)
}
