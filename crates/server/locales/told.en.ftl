# What was told, and how far each of it is.
told-title = What was told
told-lead = Each word on its way to those who asked for it. It goes on by itself, also while nobody looks.
told-none = Nothing has been told yet.
told-look = Look again
told-whom = Whom it did not reach
told-whom-none = It reached everybody who was tried.
told-again = Try these again
told-again-done = They are tried again now.
told-sent = { $sent } of { $all } sent
told-queued = { $count ->
    [one] one queued
   *[other] { $n } queued
}
told-retried = { $count ->
    [one] one is tried again
   *[other] { $n } are tried again
}
told-lane-mail = By mail
told-lane-call = By call
told-rate = { $count ->
    [one] one a second
   *[other] { $n } a second
}
told-over = everybody was tried by { $when }
told-end = done at about { $when }
told-pace = { $rate }, { $end }
told-failed = { $count ->
    [one] One not reached: { $reason }
   *[other] { $n } not reached: { $reason }
}
told-left = Has left since
told-tries = { $count ->
    [one] tried once
   *[other] tried { $n } times
}
told-reason-asked-to-leave = its owner asked to hear no more
told-reason-bounced = its mail came back
told-reason-busy = busy for too long
told-reason-closed = its room is closed
told-reason-failing = its program keeps failing
told-reason-fault = a fault of ours, which the log has
told-reason-forbidden = we may not write there
told-reason-full = its mailbox is full
told-reason-moved = moved elsewhere
told-reason-no-such-address = there is no such address
told-reason-not-called = no address that we call
told-reason-private-address = stands in a private network
told-reason-refused = refused
told-reason-slow = too slow to answer
told-reason-too-large = the message is too large
told-reason-unexplained = refused without a reason
told-reason-unfit = no message could be made
told-reason-unreached = nobody answered
told-reason-unreadable = the answer cannot be read
