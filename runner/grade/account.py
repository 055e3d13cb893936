import datetime, os
from django.contrib.auth import get_user_model
from django.db import models
User, name, password = get_user_model(), os.environ["ACCOUNT_USER"], os.environ["ACCOUNT_PASSWORD"]
key = User._meta.get_field(User.USERNAME_FIELD)
if isinstance(key, models.EmailField) and "@" not in name:
    name += "@example.org"
def plausible(field):
    if isinstance(field, models.EmailField): return name if "@" in name else name + "@example.org"
    if isinstance(field, models.BooleanField): return True
    if isinstance(field, models.DateTimeField): return datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)
    if isinstance(field, models.DateField): return datetime.date(2000, 1, 1)
    if field.choices: return field.choices[0][0]
    if isinstance(field, (models.IntegerField, models.DecimalField, models.FloatField)): return 1
    if isinstance(field, (models.CharField, models.TextField)): return name[:field.max_length]
values = {}
for field in User._meta.concrete_fields:
    required = not field.null and not field.has_default() and not field.primary_key and field.name not in (key.name, "password")
    email = isinstance(field, models.EmailField) and field.name != key.name
    if (required and not field.blank or email or field.name in User.REQUIRED_FIELDS) and plausible(field) is not None:
        values[field.name] = plausible(field)
user = User._default_manager.filter(**{key.name: name}).first() or User(**{key.name: name}, **values)
user.is_active = True
user.set_password(password)
user.save()
