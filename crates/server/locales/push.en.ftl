# Notifications in a browser: the way in, and what the browser is asked.

subscribe-what-web-push = Also while the page is closed
subscribe-title-web-push = Be told in this browser
subscribe-lead-web-push = News comes to this device as a notification, also while the page is closed. Your browser asks for your permission once you press the button.
push-submit = Switch notifications on
push-note = You can change or end it at any time, on this page. The maker of your browser carries the notifications, sealed: only this browser can read them.
push-without = Notifications in this browser need JavaScript, which is switched off here.
push-cannot = This browser cannot show notifications from this page. Private windows never can.
push-home = On an iPhone or iPad, notifications come only from pages on the Home Screen. Tap Share, then “Add to Home Screen”; open the page from there and choose “Be told” again.
push-mine = See and change what this browser is told
push-denied = Notifications from this page are blocked in this browser. Allow them in the browser’s settings, then press the button again.
push-failed = That did not work: the browser did not reach the service that carries its notifications. Try again in a moment, or choose another way.
push-asked-title = One moment
push-asked = A first notification is on its way. Once this browser has received it, you are told, and this page goes on by itself.
push-asked-late = Nothing has come yet. Look in the settings of your device whether notifications are allowed for this browser, then try again.
push-again = Try again
push-question = From now on you are told here.
manage-place-browser = this browser ({ $host })
refusal-subscription-browser = This browser did not say where it is reached. Allow notifications and press the button again.
