# Why not, and what to do about it. A refusal names its key; programs get the English of the code.

## Members, roles, tokens

refusal-role-unknown = Choose a role: reader, responder, publisher or administrator.
refusal-scope-unknown = Choose what the token may do.
refusal-email = Write a mail address such as anna@example.com.
refusal-email-taken = A member signs in with this address already. Choose another, or change theirs.
refusal-name = Write a name of at most 80 characters.
refusal-last-administrator = This is the last administrator of all pages. Make another member one first.
refusal-forget-first-remove = Remove the member first. Then they can be forgotten.
refusal-role-responder = Your role on this page lets you look, not write. Ask an administrator for more.
refusal-role-publisher = Your role lets you write drafts, not publish. Save a draft, or ask somebody who may publish.
refusal-role-administrator = Only an administrator may do this. Ask one of them.
refusal-scope = This token lacks the scope “{ $scope }”. Make another one that has it.
refusal-token-name = Say what the token is for, in at most 80 characters.
refusal-token-scopes = Choose at least one thing that the token may do.
refusal-token-pages = Choose at least one page, or all of them.
refusal-token-end = Choose an end that is ahead.
