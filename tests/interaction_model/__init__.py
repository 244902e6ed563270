"""Amazon's rules on an interaction model, held on every file in `interaction_models/`.

Each test is named for the rule it holds and says where the rule comes from. "Amazon" stands for the Alexa
Skills Kit documentation; a rule marked "cautious" is not stated there in so many words, but is kept by
skills that pass its build.
"""
