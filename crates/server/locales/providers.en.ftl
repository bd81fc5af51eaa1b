# Other providers' status pages.

refusal-provider-taken = This provider is followed already. Choose another name.
refusal-provider-slug = 1 to 40 lower-case letters, digits and “-”, such as my-bank.
refusal-provider-name = Say what it is called.
refusal-provider-page = Write the address of its status page, such as https://status.example.com.
refusal-provider-form = This is no format that we read. Leave it out, and it is found out.
