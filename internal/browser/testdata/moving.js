// Tells what moves.
() => document.getAnimations().filter(a => a.effect?.getComputedTiming().activeDuration > 10 && a.effect.target)
  .map(a => finding("moves, though the reader asked for less motion", a.effect.target, a.animationName ?? a.transitionProperty ?? ""))
