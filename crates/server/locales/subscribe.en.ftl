# What readers are told who want to be told: letters to them, the form, what they hear.

## Letters

subscription-confirm-subject = Do you want to hear from { $page }?
subscription-confirm-text = Somebody asked that { $page } write to { $place } when something breaks or work is planned. If it was you, confirm it. Until then nothing is sent.
subscription-confirm-button = Yes, write to me
subscription-confirm-unasked = If it was not you, you need do nothing: without your yes this address is forgotten within a week.
subscription-known-subject = You already hear from { $page }
subscription-known-text = Somebody asked once more that { $page } write to { $place }. It is on the list already, so nothing has changed. You can see and change what you hear.
subscription-known-button = See what I hear
subscription-known-unasked = If it was not you, you need do nothing.
subscription-ready-subject = { $page } now tells { $place }
subscription-ready-text = { $place } has said yes: from now on { $page } tells it what was asked for. Keep this letter: the way to change or end it is here.
subscription-ready-button = See and change it
subscription-ready-secret = Messages are signed. You find the secret that proves it on that page; it is shown once.
subscription-ready-unasked = You are written because this address is named as its owner. If it should not be, end it there.
subscription-paused-subject = { $page } no longer reaches { $place }
subscription-paused-text = What { $page } sends to { $place } does not arrive, so nothing more is sent there. Once it works again, switch it back on with one press.
subscription-paused-button = See why, and resume
subscription-paused-after = What is said meanwhile stands on the page; it is not sent afterwards.
